import type { ComponentChildren, JSX } from 'preact';
import type { RegisterEdit } from '../../../../server/assets/edit/contract.ts';
import { Button } from '../../../ui/button.tsx';
import type { Subject } from './draft.ts';
import { send, sending } from './send.ts';

/** A button that changes the register. */
export function Do({
	edit,
	it,
	children,
	disabled = false,
}: {
	edit: RegisterEdit | null;
	it: Subject;
	children: ComponentChildren;
	disabled?: boolean;
}): JSX.Element {
	return (
		<div>
			<Button busy={sending.value} disabled={disabled || !edit} onClick={() => edit && void send(edit, it.reference)}>
				{children}
			</Button>
		</div>
	);
}
