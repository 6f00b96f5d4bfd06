import type { ComponentChildren, JSX } from 'preact';
import './room-frame.css';

interface RoomFrameProps {
	title: string;
	/** One sentence: what this room is for. */
	hint: string;
	actions?: ComponentChildren;
	children: ComponentChildren;
}

/** A room that is a page: a title, what it is for, and its content. */
export function RoomFrame({ title, hint, actions, children }: RoomFrameProps): JSX.Element {
	return (
		<div class="room-scroll">
			<div class="page wide stack">
				<div class="cluster between">
					<div class="stack tight">
						<h1>{title}</h1>
						<p class="quiet">{hint}</p>
					</div>
					{actions}
				</div>
				{children}
			</div>
		</div>
	);
}
