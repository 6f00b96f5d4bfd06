import type { Knex } from 'knex';

export const up = (db: Knex): Promise<void> =>
	db.raw(`
		alter table municipality add column privacy jsonb not null default '{}';
		comment on column municipality.privacy is 'How personal information is treated, where it is not as usual: identityMonths (who reported is forgotten so long after the last of their faults is over), originalDays (unblurred photos are kept so long after closing), moderateFirst, officer {name, email, phone}, texts {language: {part: words}}.';

		create index contact_kept on contact (created_at) where erased_at is null;

		create table notice_text (
			version  text not null,
			language text not null,
			body     text not null,
			since    timestamptz not null default now(),
			primary key (version, language)
		);
		comment on table notice_text is 'Each wording of the notice on personal information that people were shown: its version is made of its words.';

		create table consent (
			id         bigint generated always as identity primary key,
			contact_id bigint not null references contact,
			kind       text not null check (kind in ('contact', 'public-words', 'photos')),
			version    text not null,
			language   text not null,
			at         timestamptz not null default now(),
			withdrawn_at timestamptz,
			constraint consent_text foreign key (version, language) references notice_text (version, language)
		);
		create index consent_contact on consent (contact_id);
		create index consent_text on consent (version, language);
		comment on table consent is 'Who agreed to what, when, and after which wording of the notice. Says nothing of who they are; stays when they are erased.';
	`);

export const down = (db: Knex): Promise<void> =>
	db.raw(`
		drop table consent, notice_text;
		drop index contact_kept;
		alter table municipality drop column privacy`);
