/** What holds when the database hangs, and not only when it is gone. */
package io.recourse.platform.database;
