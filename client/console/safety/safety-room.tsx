import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { RoomFrame } from '../rooms/room-frame.tsx';
import { may } from '../session.ts';
import { Blocks } from './blocks.tsx';
import { Holds } from './holds.tsx';
import { PersonData } from './person-data.tsx';

/** Who is kept out, and what is done for people who ask for their data. */
export function SafetyRoom(): JSX.Element {
	return (
		<RoomFrame title={t('safety.title')} hint={t('safety.hint')}>
			<Blocks />
			{may('person.manage') && <PersonData />}
			{may('hold.manage') && <Holds />}
		</RoomFrame>
	);
}
