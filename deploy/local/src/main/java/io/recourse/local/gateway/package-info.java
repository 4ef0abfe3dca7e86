/** The one address of everything: routes requests to the services and serves their documentation. */
package io.recourse.local.gateway;
