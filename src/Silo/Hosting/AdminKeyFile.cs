using System.Buffers.Text;
using System.Security.Cryptography;
using Router.Api.Auth;

namespace Router.Silo.Hosting;

/// <summary>The file that the admin key is kept in: one line, readable by its owner alone.</summary>
/// <param name="path">The file.</param>
/// <param name="isGiven">The operator keeps it: a group may read it, as where Kubernetes mounts a secret.</param>
internal sealed class AdminKeyFile(string path, bool isGiven = false)
{
    private const int KeyBytes = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Reads the key, or makes one on the first start: 32 random bytes in base64url.</summary>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    public AdminKey LoadOrCreate()
    {
        if (!File.Exists(path))
            Create();
        var key = File.ReadAllText(path).Trim();
        if (key.Length < AdminKey.MinLength)
            throw new InvalidDataException($"{path}: holds no admin key (at least {AdminKey.MinLength} characters); delete it, and the next start makes a new one");
        return new(key);
    }

    /// <summary>Whether it is there.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Removes it.</summary>
    public void Delete() => File.Delete(path);

    /// <summary>Whether others than those it is meant for may read or write it.</summary>
    public bool IsExposed => Exists && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Expected) != 0;

    private UnixFileMode Expected => OwnerOnly | UnixFileMode.UserExecute | (isGiven ? UnixFileMode.GroupRead : UnixFileMode.None);

    // Written aside with its final mode and then named: nobody sees a part of it or a wider mode.
    private void Create()
    {
        var aside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(aside, options))
        {
            file.Write([.. Base64Url.EncodeToUtf8(RandomNumberGenerator.GetBytes(KeyBytes)), (byte)'\n']);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: false);
    }
}
