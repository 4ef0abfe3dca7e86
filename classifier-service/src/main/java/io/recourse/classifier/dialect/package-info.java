/** What clients of older desks call, each route a translation to and from the commands and queries of this one. */
package io.recourse.classifier.dialect;
