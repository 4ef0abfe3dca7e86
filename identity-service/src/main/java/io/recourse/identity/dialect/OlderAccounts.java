package io.recourse.identity.dialect;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.ForbiddenException;
import io.recourse.identity.account.AccountNotFoundException;
import io.recourse.identity.account.AccountView;
import io.recourse.identity.account.Accounts;
import io.recourse.identity.account.Administration;
import io.recourse.identity.account.OwnAccount;
import io.recourse.identity.account.RegisterAccount;
import io.recourse.identity.account.Registration;
import io.recourse.identity.event.SessionEnd;
import io.recourse.identity.session.AccessTokens;
import io.recourse.identity.session.Client;
import io.recourse.identity.session.Login;
import io.recourse.identity.session.PasswordSignIn;
import io.recourse.identity.session.SessionNotFoundException;
import io.recourse.identity.session.SignedIn;
import io.recourse.identity.session.SigningOut;
import io.recourse.identity.throttle.ClientAddress;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** The commands and queries of accounts, as the routes of all dialects use them: in the caller's name and by its rules. */
@ApplicationScoped
class OlderAccounts {

    private final Registration registration;
    private final OwnAccount own;
    private final Administration administration;
    private final Accounts accounts;
    private final PasswordSignIn signIn;
    private final AccessTokens tokens;
    private final SigningOut signingOut;
    private final JsonRequests requests;
    private final CurrentCaller caller;

    @Inject
    OlderAccounts(
            Registration registration,
            OwnAccount own,
            Administration administration,
            Accounts accounts,
            PasswordSignIn signIn,
            AccessTokens tokens,
            SigningOut signingOut,
            JsonRequests requests,
            CurrentCaller caller) {
        this.registration = registration;
        this.own = own;
        this.administration = administration;
        this.accounts = accounts;
        this.signIn = signIn;
        this.tokens = tokens;
        this.signingOut = signingOut;
        this.requests = requests;
        this.caller = caller;
    }

    /** Registers a customer; see {@link Registration#register}. */
    Uni<AccountView> register(Sent sent, HttpServerRequest http) {
        Sent wanted = profile(sent).with("username").with("password");
        String name = sent.text("name", "full_name");
        if (name != null && sent.text("first_name") == null) {
            int end = name.strip().lastIndexOf(' ');
            wanted.withText("first_name", end < 0 ? name.strip() : name.strip().substring(0, end));
            wanted.withText("last_name", name.strip().substring(end + 1));
        }
        return read(wanted, RegisterAccount.class)
                .chain(request ->
                        caller.find().chain(sender -> registration.register(request, sender, ClientAddress.of(http))))
                .map(AccountView::of);
    }

    /** Lets somebody in; see {@link PasswordSignIn#signIn}. */
    Uni<SignedIn> signIn(Sent sent, HttpServerRequest http) {
        Sent wanted = sent.with("username", "username", "email").with("password");
        return read(wanted, Login.class)
                .chain(request -> signIn.signIn(request, Client.of(http)))
                .chain(tokens::of);
    }

    /** Ends the caller's session; its token is refused everywhere from then on. */
    Uni<Void> signOut() {
        Caller sender = caller.get();
        return signingOut
                .end(sender.id(), UUID.fromString(sender.sessionId()), SessionEnd.LOGOUT)
                .onFailure(SessionNotFoundException.class)
                .recoverWithNull();
    }

    /** The caller's own account. */
    Uni<AccountView> own() {
        return byId(caller.get().id());
    }

    /** An account; fails with {@link AccountNotFoundException} (404) where there is none. */
    Uni<AccountView> byId(UUID id) {
        return Panache.withSession(() -> accounts.require(id)).map(AccountView::of);
    }

    /**
     * The account of a name, for staff; everybody finds their own.
     *
     * @param username null for the caller
     * @return fails with {@link ForbiddenException} (403) for a customer who asks for somebody else, with
     *     {@link AccountNotFoundException} (404) where there is none
     */
    Uni<AccountView> byName(String username) {
        Caller sender = caller.get();
        if (username == null || username.strip().equalsIgnoreCase(sender.username())) {
            return byId(sender.id());
        }
        if (!sender.isStaff()) {
            throw new ForbiddenException();
        }
        return Panache.withSession(() -> accounts.findByLogin(username.strip()))
                .onItem()
                .ifNull()
                .failWith(() -> new AccountNotFoundException(null))
                .map(AccountView::of);
    }

    /**
     * Changes the caller's profile.
     *
     * @return fails with {@link InvalidInputException} (400) for a password, which is not changed without the present one
     */
    Uni<AccountView> edit(Sent sent) {
        if (sent.has("password")) {
            throw new InvalidInputException(
                    "password", "is changed at PUT /api/users/me/password, with the present one");
        }
        return own.edit(caller.get().id(), profile(sent).request(), null).map(AccountView::of);
    }

    /** Gives somebody another role; the routes let in admins alone, as the core's does. */
    Uni<AccountView> changeRole(UUID id, Role role) {
        return administration.changeRole(caller.get().id(), id, role, null).map(AccountView::of);
    }

    /** Deletes the caller's account; for an admin, anybody's. */
    Uni<Void> delete(UUID id) {
        Caller sender = caller.get();
        if (!sender.isAdmin() && !sender.id().equals(id)) {
            throw new ForbiddenException();
        }
        return administration.delete(sender.id(), id, null);
    }

    private static Sent profile(Sent sent) {
        return sent.with("email")
                .with("first_name")
                .with("last_name")
                .with("phone", "phone", "phone_number")
                .with("address");
    }

    private <T> Uni<T> read(Sent sent, Class<T> type) {
        try {
            return Uni.createFrom().item(requests.read(sent.request(), type));
        } catch (JsonProcessingException malformed) {
            return Uni.createFrom().failure(malformed);
        }
    }
}
