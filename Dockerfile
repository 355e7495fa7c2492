# Two stages: one builds, one runs. `docker build -t laurel . && docker run -p 3000:3000 -v laurel:/data -e LAUREL_SECRET=… laurel`
FROM node:22-bookworm-slim AS build
WORKDIR /laurel
COPY package.json package-lock.json .npmrc ./
COPY credentials/package.json credentials/
COPY credentials/bin credentials/bin
COPY server/package.json server/
COPY web/package.json web/
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LAUREL_DATA_DIR=/data
WORKDIR /laurel
COPY --from=build --chown=node:node /laurel /laurel
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "server/dist/main.js"]
