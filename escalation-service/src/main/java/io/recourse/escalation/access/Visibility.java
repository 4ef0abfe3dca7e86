package io.recourse.escalation.access;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.token.Caller;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who sees a complaint: the same rule as in the complaint service. */
@ApplicationScoped
public class Visibility {

    private final AgentsSee agentsSee;

    @Inject
    Visibility(@ConfigProperty(name = "recourse.agents-see", defaultValue = "assigned") AgentsSee agentsSee) {
        this.agentsSee = agentsSee;
    }

    /** Whether the caller sees a complaint of this creator and assignee; the latter may be null. */
    public boolean sees(Caller caller, UUID createdBy, UUID assignedTo) {
        boolean own = caller.id().equals(createdBy);
        return switch (caller.role()) {
            case ADMIN -> true;
            case AGENT ->
                own
                        || caller.id().equals(assignedTo)
                        || agentsSee == AgentsSee.ALL
                        || (agentsSee == AgentsSee.QUEUE && assignedTo == null);
            case USER -> own;
        };
    }

    /**
     * The same as an SQL condition on the columns {@code created_by} and {@code assigned_to}.
     *
     * @param callerId the placeholder of the caller's id, for instance {@code $1}
     */
    public String condition(Caller caller, String callerId) {
        return switch (caller.role()) {
            case ADMIN -> anyone(callerId);
            case AGENT ->
                switch (agentsSee) {
                    case ALL -> anyone(callerId);
                    case QUEUE ->
                        "(assigned_to is null or assigned_to = %1$s or created_by = %1$s)".formatted(callerId);
                    case ASSIGNED -> "(assigned_to = %1$s or created_by = %1$s)".formatted(callerId);
                };
            case USER -> "created_by = %s".formatted(callerId);
        };
    }

    /** Mentions the parameter, so that all variants have the same ones. */
    private static String anyone(String callerId) {
        return "%s::uuid is not null".formatted(callerId);
    }
}
