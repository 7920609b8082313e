using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Router.Storage.Sqlite;
using Router.Storage.Tests.Contract;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Sqlite;

public sealed class DatabaseFileTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("router-storage-");

    private string Path => System.IO.Path.Combine(_root.FullName, "router.db");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task File_that_is_no_database_is_refused_unchanged()
    {
        await File.WriteAllTextAsync(Path, new string('x', 5000));
        await AssertRefusedAsync("is not a database");
    }

    [Fact]
    public async Task Database_of_another_program_is_refused_unchanged()
    {
        using (var database = SqliteDatabase.Open(Path, readOnly: false))
            database.Execute("create table other(x)");
        await AssertRefusedAsync("another program");
    }

    [Fact]
    public async Task Newer_database_is_refused_unchanged()
    {
        await CreateAsync();
        using (var database = SqliteDatabase.Open(Path, readOnly: false))
            database.Execute($"pragma user_version = {SqliteSchema.Version + 1}");
        await AssertRefusedAsync("newer router");
    }

    [Fact]
    public async Task Newer_version_that_is_only_in_the_log_is_refused_unchanged()
    {
        await CreateAsync();
        var crashed = Directory.CreateDirectory(System.IO.Path.Combine(_root.FullName, "crashed")).FullName;
        using (var database = SqliteDatabase.Open(Path, readOnly: false))
        {
            database.Execute($"pragma user_version = {SqliteSchema.Version + 1}");
            foreach (var file in (string[])["router.db", "router.db-wal"])
                File.Copy(System.IO.Path.Combine(_root.FullName, file), System.IO.Path.Combine(crashed, file));
        }
        await AssertRefusedAsync("newer router", crashed);
    }

    [Fact]
    public async Task Damaged_database_is_refused_unchanged()
    {
        await CreateAsync();
        var bytes = await File.ReadAllBytesAsync(Path);
        new Random(1).NextBytes(bytes.AsSpan(3 * 8192, 20 * 8192));
        await File.WriteAllBytesAsync(Path, bytes);
        await AssertRefusedAsync("is damaged");
    }

    [Fact]
    public async Task Truncated_database_is_refused_unchanged()
    {
        await CreateAsync();
        using (var file = new FileStream(Path, FileMode.Open))
            file.SetLength(file.Length / 2);
        await AssertRefusedAsync("is damaged");
    }

    [Fact]
    public async Task Empty_file_becomes_a_store()
    {
        await File.WriteAllBytesAsync(Path, []);
        await CreateAsync();
        using var database = SqliteDatabase.Open(Path, readOnly: true);
        Assert.Equal(SqliteSchema.Version, database.Scalar("pragma user_version"));
        Assert.Equal(SqliteSchema.ApplicationId, database.Scalar("pragma application_id"));
    }

    private async Task CreateAsync()
    {
        await using var store = await OpenAsync(_root.FullName);
        for (var i = 0; i < 100; i++)
            await store.CommitAsync(Write(Issue(i), 0, new string('x', 2000), Start, Row(), "a"));
    }

    private async Task AssertRefusedAsync(string reason, string? folder = null)
    {
        folder ??= _root.FullName;
        var before = Contents();
        var error = await Assert.ThrowsAsync<StoreOpenException>(() => OpenAsync(folder));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Contents());

        Dictionary<string, string> Contents() => Directory.GetFiles(folder, "router.db*").Where(file => folder == _root.FullName || !file.EndsWith("-shm", StringComparison.Ordinal))
            .ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
    }

    private static Task<SqliteStore> OpenAsync(string folder) =>
        SqliteStore.OpenAsync(new() { Directory = folder }, new WordReplay(), new FakeTimeProvider(Start), NullLogger<SqliteStore>.Instance);
}
