package io.recourse.identity.account;

import jakarta.ws.rs.core.HttpHeaders;

import io.recourse.platform.http.Preconditions;
import org.jboss.resteasy.reactive.RestResponse;

/** An account with its entity tag. */
final class AccountResponse {

    private AccountResponse() {}

    static RestResponse<AccountView> ok(Account account) {
        return with(RestResponse.ResponseBuilder.ok(AccountView.of(account)), account);
    }

    static RestResponse<AccountView> created(Account account) {
        return with(
                RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, AccountView.of(account))
                        .header(HttpHeaders.LOCATION, "/api/users/" + account.id()),
                account);
    }

    private static RestResponse<AccountView> with(RestResponse.ResponseBuilder<AccountView> response, Account account) {
        return response.header(HttpHeaders.ETAG, Preconditions.etag(account.version()))
                .build();
    }
}
