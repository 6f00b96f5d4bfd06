import type { Client } from 'pg';

/**
 * What residents said of the register lately, waiting for somebody to look: a lamp that moved, one that is gone, one that is missing, one described wrongly,
 * each with the words of whoever said it. The choice is the same whenever the same town is drawn.
 */
export async function writeProposals(client: Client, now: number): Promise<number> {
	const { rowCount } = await client.query(
		`with lamp as (
			select asset.id, asset.class, asset.reference, asset.geom, asset.geom_m, row_number() over (order by asset.id) as nth
			from asset where asset.class = 1 and asset.status = 'in-service' and asset.id % 11 = 0 order by asset.id limit 6
		),
		wish (nth, kind, dx, edit, words, language) as (values
			(1, 'moved', 7.5, null, 'The pole was moved to the other side of the gate when the road was widened.', 'en'),
			(2, 'gone', 0, null, 'Hier staan lankal nie meer ''n paal nie.', 'af'),
			(3, 'missing', 18, null, 'Kukho isibane apha kodwa asikho kwimephu.', 'xh'),
			(4, 'wrong', 0, '{"lamp_type": "LED"}', 'This one is an LED since last winter.', 'en'),
			(5, 'moved', -11, null, '', 'af'),
			(6, 'gone', 0, null, 'A truck knocked it down and it was never replaced.', 'en')
		),
		said as (
			select wish.*, lamp.id as asset_id, lamp.class, lamp.reference, st_transform(st_translate(lamp.geom_m, wish.dx, 0), 4326) as place
			from wish join lamp on lamp.nth = wish.nth
		),
		made as (
			insert into asset_proposal (kind, class, asset_id, geom, edit, made_at)
			select said.kind, said.class, case when said.kind <> 'missing' then said.asset_id end, said.place,
			       case said.kind
			           when 'moved' then jsonb_build_object('kind', 'change', 'asset', said.reference, 'geometry', st_asgeojson(said.place, 7)::jsonb)
			           when 'gone' then jsonb_build_object('kind', 'retire', 'asset', said.reference)
			           when 'missing' then jsonb_build_object('kind', 'add', 'class', 'street-lights', 'geometry', st_asgeojson(said.place, 7)::jsonb)
			           else jsonb_build_object('kind', 'change', 'asset', said.reference, 'attributes', said.edit::jsonb)
			       end,
			       $1::timestamptz - said.nth * interval '31 hours'
			from said order by said.nth
			returning asset_proposal.id, asset_proposal.made_at
		)
		insert into proposal_voice (proposal_id, language, words, at)
		select made.id, wish.language, wish.words, made.made_at
		from (select made.*, row_number() over (order by made.id) as nth from made) as made join wish on wish.nth = made.nth`,
		[new Date(now)],
	);
	return rowCount ?? 0;
}
