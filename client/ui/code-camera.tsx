import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './code-camera.css';
import { readCode } from './read-code.ts';

/** Milliseconds between two looks at what the camera sees. */
const pause = 250;

interface CodeCameraProps {
	/** What to do with it, for the person. */
	label: string;
	/** Says whether that is what was looked for. */
	onCode: (code: string) => Promise<boolean>;
}

interface Watching extends Pick<CodeCameraProps, 'onCode'> {
	video: HTMLVideoElement;
	onSeen: () => void;
}

/** Looks at what the camera sees a few times a second, until a code is what was looked for. Answers how to stop. */
function watch({ video, onCode, onSeen }: Watching): () => void {
	let stopped = false;
	let last: string | null = null;
	let stream: MediaStream | null = null;
	const stop = (): void => {
		stopped = true;
		for (const track of stream?.getTracks() ?? []) track.stop();
	};
	const look = async (): Promise<void> => {
		const code = await readCode(video, true);
		const fresh = code !== null && code !== last;
		last = code ?? last;
		const done = fresh && (await onCode(code));
		if (!stopped && !done) setTimeout(() => void look(), pause);
	};
	void cameraStream().then(async (given) => {
		stream = given;
		if (stopped) stop();
		if (!given || stopped) return;
		video.srcObject = given;
		await video.play().catch(() => undefined);
		onSeen();
		await look();
	});
	return stop;
}

const cameraStream = async (): Promise<MediaStream | null> =>
	(await navigator.mediaDevices?.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => null)) ?? null;

/** What the camera sees; nothing where there is no camera or it may not be used. */
export function CodeCamera({ label, onCode }: CodeCameraProps): JSX.Element {
	const video = useRef<HTMLVideoElement>(null);
	const on = useSignal(false);
	useEffect(() => (video.current ? watch({ video: video.current, onCode, onSeen: () => (on.value = true) }) : undefined), []);
	return (
		<div hidden={!on.value}>
			<p class="quiet small">{label}</p>
			<video ref={video} class="code-picture" muted playsInline />
		</div>
	);
}
