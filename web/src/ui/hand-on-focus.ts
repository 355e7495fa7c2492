import { type RefObject, useLayoutEffect } from 'react'

function heirOf(item: Element): HTMLElement | null {
  const line = item.closest('li') ?? item
  return (line.nextElementSibling ?? line.previousElementSibling)?.querySelector<HTMLElement>('button, input, select') ?? focusHome()
}

const focusHome = (): HTMLElement | null => document.querySelector<HTMLElement>('#content h1')

/** Gives the focus to the page's heading, without scrolling to it. */
export const focusHeading = (): void => focusHome()?.focus({ preventScroll: true })

/** When a list item goes away while the focus is in it, its neighbour gets the focus, else the heading of the page. */
export function useHandOnFocus(item: RefObject<Element | null>): void {
  useLayoutEffect(() => {
    const element = item.current
    return () => {
      if (element?.contains(document.activeElement)) heirOf(element)?.focus({ preventScroll: true })
    }
  }, [item])
}
