/** How much a service takes on at the same time. */
package io.recourse.platform.load;
