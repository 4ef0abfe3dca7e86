/** What can be said of a text beside its labels, each behind a setting of its own. */
package io.recourse.classifier.detail;
