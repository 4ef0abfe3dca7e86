/** Sample users and complaints, made as anybody would make them. */
package io.recourse.local.demo;
