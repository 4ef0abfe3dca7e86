/** The web console's way out of the service: its pages, and what browsers are told about them. */
package io.recourse.complaint.console;
