# The panel as a container: build with Go, run on Debian without root.
#
#   docker build --build-arg VERSION=$(git describe --tags --always) -t pinfold .

FROM golang:1.26-bookworm AS build
WORKDIR /src
# Modules first, so that a change of code does not fetch them again.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=unknown
# Pages and assets are committed, so that no node is needed. SQLite is C, and
# the image has a compiler.
RUN CGO_ENABLED=1 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$VERSION" -o /out/panel ./cmd/panel

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin panel \
 && install -d -o panel -g panel -m 0700 /data
COPY --from=build /out/panel /usr/local/bin/panel
USER 10001:10001
ENV PANEL_DATA=/data
# A new volume takes owner and mode from the folder that is here now.
VOLUME /data
EXPOSE 8080
# The panel ends by itself within ten seconds of this signal.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["panel", "healthcheck"]
ENTRYPOINT ["panel"]
CMD ["serve"]
