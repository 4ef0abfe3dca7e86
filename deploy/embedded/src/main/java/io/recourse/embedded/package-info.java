/** Real PostgreSQL, Kafka and SMTP servers from Maven artifacts, for tests and for the stack on one machine. */
package io.recourse.embedded;
