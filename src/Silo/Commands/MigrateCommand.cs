using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Silo.Hosting;
using Router.Storage;
using Router.Storage.AzureTables;
using Router.Storage.Migration;
using Router.Storage.Postgres;
using Router.Storage.Sqlite;

namespace Router.Silo.Commands;

/// <summary><c>router migrate</c>: copies a stopped installation's store into another one.</summary>
internal static class MigrateCommand
{
    private const string Forms = "sqlite:DIR, postgres, postgres:CONNECTION, azure or azure:CONNECTION";

    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = $"The store to copy: {Forms}; without a connection ConnectionStrings:RouterFrom", HelpName = "STORE", Required = true };
        var to = new Option<string>("--to") { Description = $"The empty store to copy into: {Forms}; without a connection ConnectionStrings:Router", HelpName = "STORE", Required = true };
        var migrate = new Command("migrate", "Copy a stopped installation's store into another one, and compare both. Run it again to go on after an interruption.") { from, to };
        migrate.SetAction(Failure.Told((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.InvocationConfiguration.Output, cancellationToken)));
        return migrate;
    }

    private static async Task RunAsync(string from, string to, TextWriter output, CancellationToken cancellationToken)
    {
        var clock = new EntryClock();
        try
        {
            using var settings = new ConfigurationManager();
            settings.AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables();
            settings.AddSecretsFolder();
            await using var source = await OpenAsync("--from", from, settings, "RouterFrom", TimeProvider.System);
            await using var target = await OpenAsync("--to", to, settings, "Router", clock);
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from} {settings.GetConnectionString("RouterFrom")}")).AsSpan(0, 8));
            var summary = await new StoreCopy(source, name, target, clock, output.WriteLine).RunAsync(cancellationToken);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"copied and compared: {summary.Grains} grains with {summary.Parts} parts ({summary.GrainChecksum}), {summary.Entries} journal entries ({summary.JournalChecksum})"));
        }
        catch (Exception exception) when (exception is StoreOpenException or CopyException or InvalidSettingException)
        {
            throw new CommandException(exception.Message);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or StoreConflictException or OperationCanceledException)
        {
            throw new CommandException($"interrupted: {exception.Message} Run the same command again to go on.");
        }
    }

    private static async Task<IStore> OpenAsync(string option, string store, IConfiguration settings, string connectionName, TimeProvider time)
    {
        var colon = store.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = colon < 0 ? (store, "") : (store[..colon], store[(colon + 1)..]);
        string Connection() => rest.Length > 0 ? rest
            : settings.GetConnectionString(connectionName) ?? throw new CommandException($"{option} {kind}: needs ConnectionStrings:{connectionName} (ConnectionStrings__{connectionName} in the environment), or {kind}:CONNECTION");
        return kind switch
        {
            "sqlite" when rest.Length > 0 => await SqliteStore.OpenAsync(new() { Directory = rest }, new IssueReplay(), time, NullLogger<SqliteStore>.Instance),
            "postgres" => await PostgresStore.OpenAsync(
                new() { ConnectionString = Connection(), OwnerConnectionString = settings.GetConnectionString($"{connectionName}Owner") }, new IssueReplay(), time, NullLogger<PostgresStore>.Instance),
            "azure" => await AzureStore.OpenAsync(
                new() { ConnectionString = Connection(), Name = settings["Router:AzureStorage:Name"] ?? "router", ManagedIdentityClientId = settings["Router:AzureStorage:ManagedIdentityClientId"] },
                time, NullLogger<AzureStore>.Instance),
            _ => throw new CommandException($"{option}: '{kind}' is not a store: {Forms}"),
        };
    }
}
