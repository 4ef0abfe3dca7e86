-- Working hours that policies can name; week and holidays are JSON as in the API.
create table calendar (
    name      text   primary key,
    time_zone text   not null,
    week      text   not null,
    holidays  text   not null,
    version   bigint not null
);
-- No policy names a calendar that there is not, whoever is faster: the one who names it or the one who deletes it.
alter table sla_policy add constraint sla_policy_calendar foreign key (calendar) references calendar;
