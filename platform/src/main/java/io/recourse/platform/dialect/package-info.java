/** Older desks whose clients go on working: which of them are spoken, and what all of their routes have in common. */
package io.recourse.platform.dialect;
