package io.recourse.complaint.servicetype;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.problem.UnprocessableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The kinds of service that complaints are about. */
@ApplicationScoped
public class ServiceTypes {

    private final Pool database;

    @Inject
    ServiceTypes(Pool database) {
        this.database = database;
    }

    /**
     * Checks that complaints may name a service type.
     *
     * @param id its id, null for none
     * @return fails with {@link UnprocessableException} (422) when there is no such active service type
     */
    public Uni<Void> requireActive(Integer id) {
        if (id == null) {
            return Uni.createFrom().voidItem();
        }
        return database.preparedQuery("select 1 from service_type where id = $1 and active")
                .execute(Tuple.of(id))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw new UnprocessableException("service_type_id", "there is no such active service type");
                    }
                })
                .replaceWithVoid();
    }

    /** All of them by name; a desk has a handful. */
    Uni<List<ServiceType>> list() {
        return database.query("select * from service_type order by lower(name), id")
                .execute()
                .map(rows -> {
                    List<ServiceType> types = new ArrayList<>();
                    for (Row row : rows) {
                        types.add(new ServiceType(
                                row.getInteger("id"),
                                row.getString("name"),
                                row.getString("description"),
                                row.getBoolean("active")));
                    }
                    return types;
                });
    }
}
