-- The highest release of each line that was ever published, also if it was deleted since; "artifact" is the digest of its file.
create table release_line (
    name varchar(63) primary key,
    highest_number int not null,
    artifact varchar(64) not null
);
insert into release_line (name, highest_number, artifact)
    select name, release_number, artifact
    from published_release published
    where release_number = (select max(release_number) from published_release other where other.name = published.name);
