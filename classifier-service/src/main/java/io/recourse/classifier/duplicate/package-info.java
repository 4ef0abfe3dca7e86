/** Earlier complaints that a text is like, without keeping texts. */
package io.recourse.classifier.duplicate;
