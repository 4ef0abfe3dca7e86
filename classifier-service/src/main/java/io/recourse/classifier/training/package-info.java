/** Makes the local model, during the build; the running service has no use for it. */
package io.recourse.classifier.training;
