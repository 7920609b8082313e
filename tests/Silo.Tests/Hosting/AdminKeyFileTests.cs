using Router.Silo.Hosting;

namespace Router.Silo.Tests.Hosting;

public sealed class AdminKeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string KeyFile => _folder.File("admin.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void First_start_makes_a_key_that_matches_the_file()
    {
        var key = new AdminKeyFile(KeyFile).LoadOrCreate();

        var text = File.ReadAllText(KeyFile);
        Assert.Matches("^[A-Za-z0-9_-]{43}\n$", text);
        Assert.True(key.Matches(text.Trim()));
        Assert.Equal(["admin.key"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Later_starts_keep_the_key()
    {
        new AdminKeyFile(KeyFile).LoadOrCreate();
        var text = File.ReadAllText(KeyFile);

        Assert.True(new AdminKeyFile(KeyFile).LoadOrCreate().Matches(text.Trim()));
        Assert.Equal(text, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void New_key_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        new AdminKeyFile(KeyFile).LoadOrCreate();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        Assert.False(new AdminKeyFile(KeyFile).IsExposed);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Wider_mode_is_exposed(UnixFileMode wider)
    {
        if (OperatingSystem.IsWindows())
            return;
        new AdminKeyFile(KeyFile).LoadOrCreate();
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | wider);

        Assert.True(new AdminKeyFile(KeyFile).IsExposed);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.OtherRead, true)]
    public void Given_file_may_be_read_by_its_group(UnixFileMode wider, bool isExposed)
    {
        if (OperatingSystem.IsWindows())
            return;
        new AdminKeyFile(KeyFile).LoadOrCreate();
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | wider);

        Assert.Equal(isExposed, new AdminKeyFile(KeyFile, isGiven: true).IsExposed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tooshort")]
    public void KeyFilewithout_a_key_is_refused_by_its_name(string content)
    {
        File.WriteAllText(KeyFile, content);

        var exception = Assert.Throws<InvalidDataException>(() => new AdminKeyFile(KeyFile).LoadOrCreate());

        Assert.StartsWith(KeyFile, exception.Message, StringComparison.Ordinal);
    }
}
