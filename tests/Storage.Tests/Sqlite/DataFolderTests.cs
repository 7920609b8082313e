using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Router.Storage.Sqlite;
using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Sqlite;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("router-storage-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Folder_is_created_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Path.Combine(_root.FullName, "a", "b");
        await using (await OpenAsync(folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task Files_are_for_their_owner_alone_in_a_folder_that_others_may_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "open"), (UnixFileMode)0b111_101_101).FullName;
        await using var store = await OpenAsync(folder);
        await store.CommitAsync(StorageContract.Write(StorageContract.Issue(1), 0, "a"));
        Assert.Equal(
            ["router.db", "router.db-shm", "router.db-wal", "router.lock", "router.pid"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in Directory.GetFiles(folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Second_store_on_a_folder_is_told_who_has_it()
    {
        await using var first = await OpenAsync(_root.FullName);
        var error = await Assert.ThrowsAsync<StoreOpenException>(() => OpenAsync(_root.FullName));
        Assert.Contains($"{_root.FullName} is in use by another router (process {Environment.ProcessId})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_is_free_again_after_the_stop()
    {
        await (await OpenAsync(_root.FullName)).DisposeAsync();
        await using var second = await OpenAsync(_root.FullName);
        Assert.Null(await second.ReadAsync(StorageContract.Issue(1)));
    }

    [Fact]
    public async Task Path_through_a_file_is_refused_with_the_path()
    {
        var file = Path.Combine(_root.FullName, "file");
        await File.WriteAllTextAsync(file, "");
        var error = await Assert.ThrowsAsync<StoreOpenException>(() => OpenAsync(Path.Combine(file, "data")));
        Assert.Contains($"{file}/data can't be created", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_takes_no_files_is_refused()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var error = await Assert.ThrowsAsync<StoreOpenException>(() => OpenAsync("/proc/self"));
        Assert.Contains("can't be written", error.Message, StringComparison.Ordinal);
    }

    private static Task<SqliteStore> OpenAsync(string folder) =>
        SqliteStore.OpenAsync(new() { Directory = folder }, new WordReplay(), new FakeTimeProvider(StorageContract.Start), NullLogger<SqliteStore>.Instance);
}
