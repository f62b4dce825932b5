package io.vedette.console.store;

import io.vedette.console.artifact.HighestRelease;
import io.vedette.console.artifact.PublishedRelease;
import io.vedette.console.artifact.ReleaseStore;
import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of published releases. */
public final class SqlReleaseStore implements ReleaseStore {
    private final Database database;

    public SqlReleaseStore(Database database) {
        this.database = database;
    }

    @Override
    public List<PublishedRelease> loadAll() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select document from published_release")
                .mapTo(String.class)
                .map(document -> RecordJson.read(document.getBytes(StandardCharsets.UTF_8), PublishedRelease.class))
                .list());
    }

    @Override
    public void insert(PublishedRelease release) {
        String document = new String(RecordJson.write(release), StandardCharsets.UTF_8);
        database.jdbi().useHandle(handle -> {
            handle.useTransaction(transaction -> insert(transaction, release, document));
            database.makeDurable(handle);
        });
    }

    private static void insert(Handle handle, PublishedRelease release, String document) {
        handle.execute(
                "insert into published_release (name, release_number, artifact, document) values (?, ?, ?, ?)",
                release.release().name(),
                release.release().number(),
                release.artifact().digest(),
                document);
        handle.execute(
                "merge into release_line (name, highest_number, artifact) key (name) values (?, ?, ?)",
                release.release().name(),
                release.release().number(),
                release.artifact().digest());
    }

    @Override
    public Optional<HighestRelease> findHighest(String name) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select highest_number, artifact from release_line where name = ?")
                .bind(0, name)
                .map((row, context) -> new HighestRelease(row.getInt("highest_number"), row.getString("artifact")))
                .findOne());
    }

    @Override
    public void delete(PublishedRelease release) {
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "delete from published_release where name = ? and release_number = ?",
                    release.release().name(),
                    release.release().number());
            database.makeDurable(handle);
        });
    }
}
