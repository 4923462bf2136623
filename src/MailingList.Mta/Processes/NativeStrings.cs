using System.Runtime.InteropServices;
using System.Text;

namespace MailingList.Mta.Processes;

/// <summary>A null-terminated array of C strings, for <c>argv</c> and <c>envp</c>.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly byte** _array;

    internal NativeStrings(IReadOnlyCollection<string> strings)
    {
        int size = strings.Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
        int pointers = (strings.Count + 1) * sizeof(byte*);
        _array = (byte**)NativeMemory.AllocZeroed((nuint)(pointers + size));
        byte* at = (byte*)_array + pointers;
        int i = 0;
        foreach (string text in strings)
        {
            _array[i++] = at;
            at += Encoding.UTF8.GetBytes(text, new Span<byte>(at, size)) + 1;
        }
    }

    internal byte** Pointer => _array;

    public void Dispose() => NativeMemory.Free(_array);
}
