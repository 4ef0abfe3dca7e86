package io.recourse.complaint.dialect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recourse.complaint.ChangeComplaint;
import io.recourse.complaint.ComplaintDesk;
import io.recourse.complaint.ComplaintFilter;
import io.recourse.complaint.ComplaintForm;
import io.recourse.complaint.ComplaintLists;
import io.recourse.complaint.ComplaintQueries;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.ComplaintView;
import io.recourse.complaint.FileComplaint;
import io.recourse.complaint.Priority;
import io.recourse.complaint.comment.AddComment;
import io.recourse.complaint.comment.CommentView;
import io.recourse.complaint.comment.Comments;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.page.Page;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The commands and queries of this desk, as the routes of all dialects use them: in the caller's name and by its rules. */
@ApplicationScoped
class OlderDesk {

    private final ComplaintDesk desk;
    private final ComplaintQueries queries;
    private final ComplaintLists lists;
    private final Comments comments;
    private final JsonRequests requests;
    private final ObjectMapper mapper;
    private final CurrentCaller caller;

    @Inject
    OlderDesk(
            ComplaintDesk desk,
            ComplaintQueries queries,
            ComplaintLists lists,
            Comments comments,
            JsonRequests requests,
            ObjectMapper mapper,
            CurrentCaller caller) {
        this.desk = desk;
        this.queries = queries;
        this.lists = lists;
        this.comments = comments;
        this.requests = requests;
        this.mapper = mapper;
        this.caller = caller;
    }

    /** A form whose files are images, whatever they are called. */
    ComplaintForm form(MultipartFormDataInput input) {
        return ComplaintForm.readWithAnyFiles(input, mapper);
    }

    /** A request of the core that was made of what was sent; fails like the core does (400) for values out of range. */
    <T> Uni<T> read(Sent sent, Class<T> type) {
        try {
            return Uni.createFrom().item(requests.read(sent.request(), type));
        } catch (JsonProcessingException malformed) {
            return Uni.createFrom().failure(malformed);
        }
    }

    /** Files a complaint; see {@link ComplaintDesk#file}. */
    Uni<ComplaintView> file(Sent filing, List<Path> images) {
        Caller creator = caller.get();
        return read(filing, FileComplaint.class).chain(request -> desk.file(request, images, creator));
    }

    /** A complaint that the caller sees; fails with a 404 where there is none. */
    Uni<ComplaintView> get(long id) {
        return queries.get(id, caller.get());
    }

    /** A page of the complaints that the caller sees. */
    Uni<Page<ComplaintView>> list(ComplaintFilter filter, int limit, String cursor) {
        return list(filter, limit, cursor, caller.get());
    }

    /** A page of the complaints that somebody sees, on a route that is open to those without a token too. */
    Uni<Page<ComplaintView>> list(ComplaintFilter filter, int limit, String cursor, Caller reader) {
        return lists.page(filter, limit, cursor, reader);
    }

    /**
     * Changes a complaint.
     *
     * @param status   the older desk's word, null to leave it
     * @param priority the older desk's word, null to leave it
     */
    Uni<ComplaintView> change(
            long id,
            Sent sent,
            String status,
            Vocabulary<ComplaintStatus> statuses,
            String priority,
            Vocabulary<Priority> priorities) {
        Caller changer = caller.get();
        return queries.get(id, changer).chain(present -> {
            sent.withText("status", status == null ? null : statuses.change(status, present.status()))
                    .withText("priority", priority == null ? null : priorities.change(priority, present.priority()));
            return sent.request().isEmpty() ? Uni.createFrom().item(present) : change(id, sent, changer);
        });
    }

    private Uni<ComplaintView> change(long id, Sent sent, Caller changer) {
        ObjectNode patch = sent.request();
        return read(sent, ChangeComplaint.class)
                .chain(request ->
                        desk.change(id, request.revision(patch), Optional.ofNullable(request.status()), null, changer));
    }

    /** Gives a complaint to a member of staff; see {@link ComplaintDesk#assign}. */
    Uni<ComplaintView> assign(long id, String assignee) {
        return desk.assign(id, assignee, null, caller.get());
    }

    /** Deletes a complaint with all that belongs to it; the routes let in admins alone, as the core's does. */
    Uni<Void> delete(long id) {
        return desk.delete(id, null, caller.get());
    }

    /** Adds a comment. */
    Uni<CommentView> comment(long id, Sent sent) {
        Caller author = caller.get();
        return read(sent, AddComment.class).chain(comment -> comments.add(id, comment, author));
    }

    /** A page of the comments that the caller sees, oldest first. */
    Uni<Page<CommentView>> comments(long id, int limit, String cursor) {
        return comments.list(id, limit, cursor, caller.get());
    }
}
