import { Button, Group, NativeSelect, Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../app/use-words.js';

interface PlayerProps {
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** What the slider says aloud: "event 12 of 34, recorded ..." */
  readonly describe: (index: number) => string;
  readonly onIndex: (index: number) => void;
  /** Indexes of the nearest corrections or retractions. */
  readonly corrections: NearestCorrections;
}

export interface NearestCorrections {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

const SPEEDS = ['1', '2', '5', '10'] as const;

/** Slider, steps, jumps to corrections, and playing by itself. The arrow keys step from anywhere on the page. */
export function Player({ index, count, describe, onIndex, corrections }: PlayerProps) {
  const { t } = useWords();
  const last = count - 1;
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState('1');
  const isPlaying = playing && index < last;
  const goTo = (target: number) => onIndex(Math.min(last, Math.max(0, target)));
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => onIndex(index + 1), 1000 / Number(speed));
    return () => clearTimeout(timer);
  }, [isPlaying, index, speed, onIndex]);
  useArrowKeys((step) => goTo(index + step));
  const { before, after } = corrections;
  return (
    <div className="player">
      <Slider
        min={0}
        max={Math.max(1, last)}
        step={1}
        value={index}
        onChange={goTo}
        label={null}
        thumbSize={24}
        thumbLabel={t('replay/slider')}
        attributes={{ thumb: { 'aria-valuetext': describe(index) } }}
      />
      <p className="player-text number" role="status">
        {describe(index)}
      </p>
      <Group gap="xs">
        <Button size="xs" variant="default" disabled={index <= 0} onClick={() => goTo(index - 1)}>
          ← {t('replay/back')}
        </Button>
        <Button size="xs" disabled={index >= last} onClick={() => setPlaying(!isPlaying)}>
          {t(isPlaying ? 'replay/pause' : 'replay/play')}
        </Button>
        <Button size="xs" variant="default" disabled={index >= last} onClick={() => goTo(index + 1)}>
          {t('replay/forward')} →
        </Button>
        <NativeSelect
          size="xs"
          aria-label={t('replay/speed')}
          value={speed}
          data={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          onChange={(event) => setSpeed(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={before === undefined}
          onClick={() => goTo(before ?? index)}
        >
          {t('replay/previousCorrection')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={after === undefined}
          onClick={() => goTo(after ?? index)}
        >
          {t('replay/nextCorrection')}
        </Button>
      </Group>
    </div>
  );
}

const TAKES_ARROWS = 'input, select, textarea, [role="slider"], [role="menu"], [contenteditable]';

function useArrowKeys(onStep: (step: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined;
      const { target } = event;
      const taken = target instanceof Element && target.closest(TAKES_ARROWS) !== null;
      if (step === undefined || taken || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
        return;
      event.preventDefault();
      onStep(step);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onStep]);
}
