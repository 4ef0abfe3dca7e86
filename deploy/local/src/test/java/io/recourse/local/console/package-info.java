/** The web console in a real browser, in front of the whole stack. */
package io.recourse.local.console;
