package io.recourse.identity.account;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recourse.platform.json.NativeJson;
import io.smallrye.mutiny.Uni;

/** JSON Merge Patch (RFC 7396) of flat records: a field that is absent stays, null clears it. */
@ApplicationScoped
class MergePatch {

    private final ObjectMapper mapper;
    private final Validator validator;

    @Inject
    MergePatch(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * Applies a patch.
     *
     * @return the patched record; fails like a malformed request (400) when it is not valid
     */
    <T extends Record> Uni<T> apply(ObjectNode patch, T present, Class<T> type) {
        assert NativeJson.knows(type) : NativeJson.unknown(type);
        return Uni.createFrom().emitter(patched -> {
            try {
                ObjectNode whole = mapper.valueToTree(present);
                whole.setAll(patch);
                T result = mapper.treeToValue(whole, type);
                Set<ConstraintViolation<T>> violations = validator.validate(result);
                if (violations.isEmpty()) {
                    patched.complete(result);
                } else {
                    patched.fail(new ConstraintViolationException(violations));
                }
            } catch (JsonProcessingException malformed) {
                patched.fail(malformed);
            }
        });
    }
}
