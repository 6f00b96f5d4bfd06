import type { JSX } from 'preact';
import { moderatePhoto } from '../../../server/reports/moderation/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Button } from '../../ui/button.tsx';
import { Media } from '../../ui/media.tsx';
import { eye, eyeOff } from '../../ui/staff-icons.ts';
import { toast } from '../../ui/toast.tsx';
import { may } from '../session.ts';
import { reloadCase } from './case.ts';

type Photo = Case['reports'][number]['photos'][number];

/** Shows a photo to the public or hides it, with the way back. Answers whether it was done. */
export async function showPhoto(id: string, shown: boolean, after: () => void | Promise<void>): Promise<void> {
	try {
		await call(moderatePhoto, { id, shown });
		await after();
		toast({ text: t(shown ? 'done.photoShown' : 'done.photoHidden'), undo: () => showPhoto(id, !shown, after) });
	} catch (thrown) {
		toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
	}
}

/** The photos of a report; whoever moderates shows them to the public or hides them. */
export function ReportPhotos({ photos }: { photos: readonly Photo[] }): JSX.Element | null {
	if (photos.length === 0) return null;
	return (
		<ul class="bare-list report-photos">
			{photos.map((photo, at) => (
				<li key={photo.id} class="stack tight">
					<Media {...photo} alt={photo.video ? shared('media.video', { number: at + 1 }) : t('photo.number', { number: at + 1 })} />
					<Showing photo={photo} />
				</li>
			))}
		</ul>
	);
}

/** Whether the public sees a photo, and the button that changes it. */
function Showing({ photo: { id, shown } }: { photo: Photo }): JSX.Element {
	if (!may('content.moderate')) return <span class="small quiet">{t(shown ? 'photo.isShown' : 'photo.isHeld')}</span>;
	return (
		<Button kind="quiet" icon={shown ? eyeOff : eye} onClick={() => void showPhoto(id, !shown, reloadCase)}>
			{t(shown ? 'photo.hide' : 'photo.show')}
		</Button>
	);
}
