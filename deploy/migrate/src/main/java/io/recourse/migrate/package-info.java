/** Brings the data of an older desk into the databases of the services; see {@code docs/migration.md}. */
package io.recourse.migrate;
