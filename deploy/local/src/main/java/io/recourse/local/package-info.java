/** Everything on one machine: starts PostgreSQL, Kafka, the mail catcher, the services and the gateway. */
package io.recourse.local;
