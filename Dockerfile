# Images by argument, for registries that mirror them. Chiseled: no shell, no package manager, not root.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig BackupDashboard.csproj ./
COPY src/Nuclia/Nuclia.csproj src/Nuclia/
# Compiled for this machine's processor ahead of time: it starts in about half the time.
RUN dotnet restore BackupDashboard.csproj -p:Configuration=Release -p:PublishReadyToRun=true --use-current-runtime
COPY . .
RUN dotnet publish BackupDashboard.csproj --configuration Release --no-restore -p:PublishReadyToRun=true --use-current-runtime \
    --self-contained false --output /app && mkdir -p /volumes/data /volumes/keys

# "extra" brings ICU and time zones: times are shown in the viewer's zone.
FROM ${RUNTIME_IMAGE}
WORKDIR /app
COPY --from=build /app .
# Without a shell the folders can only be brought along: they must be writable for the user below.
COPY --from=build --chown=$APP_UID:$APP_UID /volumes/ /
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Storage__Path=/data/backup-dashboard.db \
    Storage__KeyFile=/keys/journal.key \
    Storage__KeysPath=/keys/protection
VOLUME /data /keys
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s CMD ["dotnet", "BackupDashboard.dll", "health"]
ENTRYPOINT ["dotnet", "BackupDashboard.dll"]
