import type { JSX } from 'preact';
import type { Case } from '../../../server/work/contract.ts';
import { NewOrder } from '../work/new-order-form.tsx';
import { openForm, reloadCase } from './case.ts';

/** Makes a work order of the open fault. */
export function WorkForm({ it: { fault } }: { it: Case }): JSX.Element {
	return <NewOrder faults={[fault]} onDone={reloadCase} onClose={() => openForm(null)} />;
}
