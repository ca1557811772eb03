create table notes (id int primary key, text text not null);
create table seats (number int primary key, guest text);
