package io.recourse.identity.account;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import io.recourse.platform.token.Role;

/** Stores a role as it is written everywhere else. */
@Converter(autoApply = true)
class RoleColumn implements AttributeConverter<Role, String> {

    @Override
    public String convertToDatabaseColumn(Role role) {
        return role == null ? null : role.toString();
    }

    @Override
    public Role convertToEntityAttribute(String column) {
        return column == null ? null : Role.fromString(column);
    }
}
