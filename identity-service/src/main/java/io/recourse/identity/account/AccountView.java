package io.recourse.identity.account;

import java.time.Instant;
import java.util.UUID;

import io.recourse.platform.token.Role;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A user as the API shows one. */
@Schema(name = "User")
public record AccountView(
        UUID id,
        String username,
        String email,

        @Schema(description = "Whether its owner has opened the link that was mailed there")
        boolean emailVerified,

        String firstName,
        String lastName,
        @Schema(examples = "Ada Lovelace - ada@example.com") String nameEmail,

        @Schema(description = "E.164", examples = "+4930901820", nullable = true)
        String phone,

        @Schema(nullable = true) String address,
        @Schema(examples = "C-000123") String customerNumber,
        Role role,
        boolean active,
        boolean available,
        Instant createdAt,
        Instant updatedAt) {

    /** Shows an account. */
    public static AccountView of(Account account) {
        return new AccountView(
                account.id(),
                account.username(),
                account.email(),
                account.isEmailVerified(),
                account.firstName(),
                account.lastName(),
                nameEmail(account.firstName(), account.lastName(), account.email()),
                account.phone(),
                account.address(),
                account.customerNumber(),
                account.role(),
                account.isActive(),
                account.isAvailable(),
                account.createdAt(),
                account.updatedAt());
    }

    static AccountView of(Row row) {
        String firstName = row.getString("first_name");
        String lastName = row.getString("last_name");
        String email = row.getString("email");
        return new AccountView(
                row.getUUID("id"),
                row.getString("username"),
                email,
                row.getBoolean("email_verified"),
                firstName,
                lastName,
                nameEmail(firstName, lastName, email),
                row.getString("phone"),
                row.getString("address"),
                row.getString("customer_number"),
                Role.fromString(row.getString("role")),
                row.getBoolean("active"),
                row.getBoolean("available"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static String nameEmail(String firstName, String lastName, String email) {
        return firstName + " " + lastName + " - " + email;
    }
}
