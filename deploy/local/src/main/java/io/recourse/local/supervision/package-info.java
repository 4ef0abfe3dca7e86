/** Keeps the processes of the stack running. */
package io.recourse.local.supervision;
