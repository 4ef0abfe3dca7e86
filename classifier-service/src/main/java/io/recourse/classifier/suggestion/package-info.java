/** What was suggested for which complaint, and what people chose in the end. Labels only, no texts. */
package io.recourse.classifier.suggestion;
