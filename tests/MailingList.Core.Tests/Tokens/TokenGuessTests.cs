using System.Collections;

using MailingList.Core.Addressing;
using MailingList.Core.Tests.Support;
using MailingList.Core.Tokens;

namespace MailingList.Core.Tests.Tokens;

/// <summary>Somebody tries tokens.</summary>
public sealed class TokenGuessTests
{
    private const int Guesses = 1_000_000;
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
    private const string Characters = Digits + "0189.-_+=~ABC";
    private const int HeadLength = 6;
    private const int MacLength = 16;

    private static readonly EmailAddress Dev = EmailAddress.Parse("dev@lists.example.org");
    private static readonly EmailAddress[] Owners = [.. Enumerable.Range(0, 3).Select(i => EmailAddress.Parse($"owner{i}@example.org"))];
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] OtherKey = [.. Enumerable.Repeat((byte)7, 32)];

    private readonly FixedClock _clock = new(1_795_000_000_000);
    private readonly string _good;

    public TokenGuessTests() => _good = Mint.Make(new Token(TokenPurpose.Subscribe, Dev, EmailAddress.Parse("bob@example.net"), "none"));

    private TokenMint Mint => new([Key, OtherKey], _clock);

    [Fact]
    public void Of_a_million_guesses_none_is_accepted()
    {
        int parts = 2 * Environment.ProcessorCount;
        int[] accepted = new int[parts];
        Parallel.For(0, parts, part =>
        {
            TokenMint mint = Mint;
            var random = new Random(part);
            for (int i = part; i < Guesses; i += parts)
            {
                string guess = (i % 4) switch
                {
                    0 => AnyMac(random),
                    1 => Mutation(random, 1 + random.Next(3)),
                    2 => AnotherHead(random),
                    _ => AnotherAddress(random),
                };
                // A capital letter, or a digit of an address spelled otherwise, says the same.
                accepted[part] += mint.TryRead(guess, Dev, out Token? token, out _) && token.Address.Key != "example.net@bob" ? 1 : 0;
                accepted[part] += i % 4 == 0 && guess != _good && token is not null ? 1 : 0;
            }
        });

        Assert.Equal(0, accepted.Sum());
    }

    [Fact]
    public void What_is_accepted_says_what_was_made_however_it_is_altered()
    {
        var random = new Random(5);
        for (int i = 0; i < 50_000; i++)
        {
            if (Mint.TryRead(Mutation(random, 1 + random.Next(3)), Dev, out Token? token, out _))
            {
                Assert.Equal((TokenPurpose.Subscribe, "example.net@bob", "none"), (token.Purpose, token.Address.Key, token.Detail));
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(-1, -1)]
    public void All_keys_and_all_holders_are_tried_whichever_fits(int key, int holder)
    {
        byte[][] keys = [Key, OtherKey, [.. Enumerable.Repeat((byte)9, 32)]];
        var token = new Token(TokenPurpose.Accept, Dev, EmailAddress.Parse("bob@example.net")) { Holder = holder > 0 ? Owners[holder - 1] : null };
        string text = key < 0 ? AnyMac(new Random(1)) : new TokenMint([keys[key]], _clock).Make(token);
        var countedKeys = new Counted<byte[]>(keys);
        var countedOwners = new Counted<EmailAddress>(Owners);

        bool isGood = new TokenMint(countedKeys, _clock).TryRead(text, Dev, countedOwners, out Token? read, out _);

        Assert.Equal(key >= 0, isGood);
        Assert.Equal(token.Holder, isGood ? read!.Holder : token.Holder);
        Assert.Equal(keys.Length, countedKeys.Read);
        Assert.Equal(keys.Length * Owners.Length, countedOwners.Read);
    }

    private string AnyMac(Random random)
    {
        char[] guess = _good.ToCharArray();
        random.GetItems(Digits, guess.AsSpan(HeadLength, MacLength));
        return new string(guess);
    }

    private string Mutation(Random random, int changes)
    {
        string guess = _good;
        for (int i = 0; i < changes; i++)
        {
            int at = random.Next(guess.Length);
            string character = Characters[random.Next(Characters.Length)].ToString();
            guess = random.Next(3) switch
            {
                0 => guess.Remove(at, 1),
                1 => guess.Insert(at, character),
                _ => guess.Remove(at, 1).Insert(at, character),
            };
        }

        return guess;
    }

    // For another purpose, or made at another time.
    private string AnotherHead(Random random)
    {
        string head = new(random.GetItems<char>(Digits, HeadLength));
        return head == _good[..HeadLength] ? AnyMac(random) : head + _good[HeadLength..].Replace("bob", "eve", StringComparison.Ordinal);
    }

    private string AnotherAddress(Random random) =>
        $"{_good[..(HeadLength + MacLength)]}example.net={new string(random.GetItems<char>(Digits, 4))}";

    /// <summary>A list that counts how many of its members were looked at.</summary>
    private sealed class Counted<T>(IReadOnlyList<T> members) : IReadOnlyList<T>
    {
        internal int Read { get; private set; }

        public int Count => members.Count;

        public T this[int index] => members[index];

        public IEnumerator<T> GetEnumerator()
        {
            foreach (T member in members)
            {
                Read++;
                yield return member;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
