/** Answers to frequent, small reads, given before the REST layer is asked. */
package io.recourse.platform.fast;
