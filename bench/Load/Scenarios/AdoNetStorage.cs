using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;
using Router.Acceptance.Driver;

namespace Router.Load.Scenarios;

/// <summary>The runtime's own storage provider for relational databases, in a silo of its own.</summary>
internal sealed class AdoNetStorage : IAsyncDisposable
{
    /// <summary>
    /// The table and the queries that the provider asks for, which its package doesn't bring: columns, index and checks are those of the
    /// runtime's script for PostgreSQL, the write as one statement instead of a function, which is in the provider's favour.
    /// </summary>
    private const string Schema = """
        create table OrleansQuery(QueryKey varchar(64) primary key, QueryText varchar(8000) not null);
        create table OrleansStorage(
          grainidhash integer not null, grainidn0 bigint not null, grainidn1 bigint not null, graintypehash integer not null,
          graintypestring varchar(512) not null, grainidextensionstring varchar(512), serviceid varchar(150) not null,
          payloadbinary bytea, modifiedon timestamp not null, version integer);
        create index ix_orleansstorage on orleansstorage(grainidhash, graintypehash);
        insert into OrleansQuery values
        ('WriteToStorageKey', '
          with updated as (
            update OrleansStorage set payloadbinary = @PayloadBinary, modifiedon = now() at time zone ''utc'', version = version + 1
            where {0} and version = @GrainStateVersion returning version),
          inserted as (
            insert into OrleansStorage(grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
            select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, now() at time zone ''utc'', 1
            where @GrainStateVersion is null and not exists(select 1 from OrleansStorage where {0}) returning version)
          select coalesce((select version from updated), (select version from inserted), @GrainStateVersion) as NewGrainStateVersion'),
        ('ReadFromStorageKey', 'select payloadbinary as PayloadBinary, version as Version from OrleansStorage where {0}'),
        ('ClearStorageKey', 'update OrleansStorage set payloadbinary = null, version = version + 1 where {0} and version = @GrainStateVersion returning version as NewGrainStateVersion');
        """;

    private const string OfGrain = """
        grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1
        and graintypestring = @GrainTypeString and grainidextensionstring is not distinct from @GrainIdExtensionString and serviceid = @ServiceId
        """;

    private readonly IHost _host;
    private readonly IGrainStorage _storage;
    private readonly Dictionary<int, GrainState<BenchState>> _states = [];

    private AdoNetStorage(IHost host) => (_host, _storage) = (host, host.Services.GetRequiredKeyedService<IGrainStorage>("peer"));

    /// <summary>Makes the schema, and starts the silo.</summary>
    public static async Task<AdoNetStorage> StartAsync(string connectionString)
    {
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var create = source.CreateCommand($"create schema {new NpgsqlConnectionStringBuilder(connectionString).SearchPath}; {Schema.Replace("{0}", OfGrain, StringComparison.Ordinal)}");
            await create.ExecuteNonQueryAsync();
        }
        var host = new HostBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleans(silo => silo
                .UseLocalhostClustering(FreePort.Next(), FreePort.Next())
                .AddAdoNetGrainStorage("peer", options => (options.Invariant, options.ConnectionString) = ("Npgsql", connectionString)))
            .Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Writes a grain's state; one caller a grain.</summary>
    public Task WriteAsync(int grain, string text)
    {
        GrainState<BenchState>? state;
        lock (_states)
        {
            if (!_states.TryGetValue(grain, out state))
                _states[grain] = state = new(new());
        }
        state.State!.Text = text;
        return _storage.WriteStateAsync("state", GrainId.Create("bench", string.Create(CultureInfo.InvariantCulture, $"web|issue|{grain}")), state);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
