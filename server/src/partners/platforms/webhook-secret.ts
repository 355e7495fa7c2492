/** The secret key as Standard Webhooks writes it: the base64 of its bytes behind `whsec_`. */
export const webhookSecret = (secretKey: string): string => `whsec_${Buffer.from(secretKey, 'utf8').toString('base64')}`
