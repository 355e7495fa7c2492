/** A landing page as it was set; colours and the line under the title have two spellings each. */
export interface Landing {
  title?: string
  text?: string
  marketplace?: string
  marketplaceName?: string
  background?: string
  accent?: string
  colours?: { background?: string; accent?: string }
  colors?: { background?: string; accent?: string }
}

export interface ShownLanding {
  title: string
  text: string
  marketplace: string
  background: string
  accent: string
  /** a picture of ours */
  logo: string | null
}

/** A landing page as it is shown: every field is there. */
export const shownLanding = (landing: Landing, logo: string | null): ShownLanding => {
  const { title = '', text = '', marketplace = '', marketplaceName = '', colours = {}, colors = {} } = landing
  return {
    title,
    text,
    marketplace: marketplace || marketplaceName,
    background: landing.background ?? colours.background ?? colors.background ?? '',
    accent: landing.accent ?? colours.accent ?? colors.accent ?? '',
    logo,
  }
}
