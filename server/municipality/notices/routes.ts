import type { Serve } from '../../platform/http.ts';
import { all } from '../../platform/sql.ts';
import type { Context } from '../index.ts';
import { changeNotice, createNotice, deskNotices, moveNotice, noticeShapes, readNotices } from './contract.ts';
import { change, create, deskNotice, move } from './notices.ts';
import { announced } from './public.ts';
import { type DeskRow, deskNoticesSql, type Where } from './queries.ts';

interface Asked {
	bbox?: string | undefined;
	lon?: number | undefined;
	lat?: number | undefined;
}

const whereOf = ({ bbox, lon, lat }: Asked): Omit<Where, 'limit'> => ({
	box: bbox?.split(',').map(Number),
	place: lon === undefined || lat === undefined ? undefined : { lon, lat },
});

/** Answers what is announced, and lets staff announce. */
export function notices(serve: Serve<Context>): void {
	serve(readNotices, async ({ db, now }, { language, theme, ward, limit, ...asked }) => ({
		notices: (await announced(db, { ...whereOf(asked), theme, ward, limit, language, now })).map(({ notice }) => notice),
	}));
	serve(noticeShapes, async ({ db, now }, { language, ...asked }) => ({
		type: 'FeatureCollection' as const,
		features: (await announced(db, { ...whereOf(asked), shapes: true, limit: 200, language, now })).map(({ notice, area }) => ({
			type: 'Feature' as const,
			id: notice.code,
			geometry: area as { type: 'MultiPolygon'; coordinates: unknown[] },
			properties: notice,
		})),
	}));
	serve(deskNotices, async ({ db }, { limit }) => ({ notices: (await all<DeskRow>(db, deskNoticesSql(limit))).map(deskNotice) }));
	serve(createNotice, async (context, wish) => ({ notice: await create(context, wish) }));
	serve(changeNotice, async (context, wish) => ({ notice: await change(context, wish) }));
	serve(moveNotice, move);
}
