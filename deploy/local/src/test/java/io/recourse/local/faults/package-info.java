/** What the product withstands: everything real, killed, stopped and lied to while complaints come in. */
package io.recourse.local.faults;
